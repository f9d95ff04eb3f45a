/** What any job needs: limits, progress, workers, a folder that is its alone and holds whole results or none. */
package io.github.dl4jquantum.bench.job;
