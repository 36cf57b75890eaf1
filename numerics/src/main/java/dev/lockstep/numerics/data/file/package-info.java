/**
 * Sets in files that the user has: MNIST, CIFAR-10, CIFAR-100, any text. Nothing is ever
 * downloaded.
 *
 * <p>May use: {@code data}, {@code data.samples}.
 */
package dev.lockstep.numerics.data.file;
