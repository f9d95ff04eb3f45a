/**
 * Circuits out as OpenQASM, counts back: real devices and other people's simulators. Knows circuits alone; what makes
 * expectations of the counts is {@link io.github.dl4jquantum.engine.noisy.DeviceEngine}.
 */
package io.github.dl4jquantum.backend;
