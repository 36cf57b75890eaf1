/**
 * The hardware catalogue: the JSON files of devices, links and clusters that come with the program,
 * found by name or alias, and device files of the user's own.
 *
 * <p>May use: the hardware records, and {@code catalog} for the nearest word. Knows no scenario.
 */
package dev.lockstep.scenarios.hardware;
