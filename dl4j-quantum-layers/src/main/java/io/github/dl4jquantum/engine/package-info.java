/** The engines by name and the choice among them, and circuits without a network: as functions, and their states. */
package io.github.dl4jquantum.engine;
