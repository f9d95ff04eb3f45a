/** How wrong a forecast is: error measures with their formulas and sources. Needs nothing else of this module. */
package io.github.dl4jquantum.pde.metric;
