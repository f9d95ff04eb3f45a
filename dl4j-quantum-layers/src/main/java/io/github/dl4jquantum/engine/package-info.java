/** The engines by name, and the choice among them. */
package io.github.dl4jquantum.engine;
