/**
 * What the layers of a network take on the devices of a scenario: their kernels, one by one and
 * added up, and what of them lies beyond what was measured.
 *
 * <p>May use: {@code scenario} sections, {@code hardware}, {@code assembly.cluster}, and the device
 * models.
 */
package dev.lockstep.scenarios.assembly.timing;
