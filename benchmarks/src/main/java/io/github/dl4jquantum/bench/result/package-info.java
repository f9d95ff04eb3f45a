/** What a study found, as records and as {@code result.json}. Knows nothing of how it was found, and of how it is shown. */
package io.github.dl4jquantum.bench.result;
