/** The reports of {@code run}, {@code compare} and {@code tune}: what the results say, in sentences, tables and charts. */
package io.github.dl4jquantum.bench.report;
