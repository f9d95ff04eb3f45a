package io.github.dl4jquantum.engine.samediff;

import org.nd4j.autodiff.samediff.SDVariable;

/**
 * Cosine and sine of half an angle: all that a rotation needs of it.
 *
 * @param cos cos(theta / 2), [1] or [minibatch]
 * @param sin sin(theta / 2), [1] or [minibatch]
 */
record HalfAngle(SDVariable cos, SDVariable sin) {}
