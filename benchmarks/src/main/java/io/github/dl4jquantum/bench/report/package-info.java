/** What a study found, as records, as {@code result.json} and as one HTML page. Knows nothing of how it was found. */
package io.github.dl4jquantum.bench.report;
