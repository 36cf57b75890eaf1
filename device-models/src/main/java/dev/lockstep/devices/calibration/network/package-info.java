/**
 * From measured collectives to the constants of a link model: fits {@link
 * dev.lockstep.devices.collective.LinkCurve} and the network between nodes with Commons Math, and
 * says how far the fit is off on points it has and has not seen.
 *
 * <p>May use: collective, kernel, Commons Math.
 */
package dev.lockstep.devices.calibration.network;
