/**
 * Devices, the links between them and the route of a transfer. Knows no tasks.
 *
 * <p>May use: the JDK.
 */
package dev.lockstep.core.cluster;
