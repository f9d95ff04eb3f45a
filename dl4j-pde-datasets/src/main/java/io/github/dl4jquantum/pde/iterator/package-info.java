/**
 * From trajectories to what Deeplearning4j trains on: {@link io.github.dl4jquantum.pde.iterator.Split splits},
 * {@link io.github.dl4jquantum.pde.iterator.FieldNormalizer normalisers} and
 * {@link io.github.dl4jquantum.pde.iterator.PdeSequenceIterator windows}.
 */
package io.github.dl4jquantum.pde.iterator;
