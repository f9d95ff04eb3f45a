/**
 * Model files that can be trusted: written complete or not at all, with a length and a checksum of every part, and read
 * without native code, without any class that is not on a list, and without an allocation that was not checked first.
 *
 * <p>{@link io.github.dl4jquantum.file.NetworkFile} is for any network of DL4J;
 * {@link io.github.dl4jquantum.file.ModelFileWriter} and {@link io.github.dl4jquantum.file.ModelFileReader} are what
 * files of forecasters are made of.
 */
package io.github.dl4jquantum.file;
