/** Charts, tables, fields as pictures and the page that holds them, of any report: HTML and SVG without a network. */
package io.github.dl4jquantum.bench.chart;
