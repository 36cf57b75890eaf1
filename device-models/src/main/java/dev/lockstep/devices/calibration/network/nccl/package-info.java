/**
 * What nccl-tests print, read.
 *
 * <p>May use: calibration.network, kernel.
 */
package dev.lockstep.devices.calibration.network.nccl;
