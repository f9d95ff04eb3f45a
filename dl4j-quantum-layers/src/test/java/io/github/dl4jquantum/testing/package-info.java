/** What tests share: a slow reference simulator, seeded random circuits, tolerances. */
package io.github.dl4jquantum.testing;
