/**
 * The words for device work: matrix products, convolutions, attention, passes over memory,
 * collectives. A layer is a list of kernels for each direction; a cost model gives a kernel its
 * time.
 *
 * <p>May use: the JDK.
 */
package dev.lockstep.devices.kernel;
