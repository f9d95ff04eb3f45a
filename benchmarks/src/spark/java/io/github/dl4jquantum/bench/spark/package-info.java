/** Candidates, cells and trainings on Apache Spark. Knows the study; the study does not know it. */
package io.github.dl4jquantum.bench.spark;
