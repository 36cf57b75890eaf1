/**
 * What hardware is: devices with their peak rates and fitted constants, links, nodes and clusters.
 * Records; their figures stand in the catalogue's JSON resources, each with its source.
 *
 * <p>May use: the JDK.
 */
package dev.lockstep.devices.hardware;
