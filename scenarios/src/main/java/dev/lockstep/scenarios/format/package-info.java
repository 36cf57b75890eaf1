/**
 * Results and schedules as text: a table for people, JSON and CSV for programs, and the schedule
 * formats.
 *
 * <p>May use: {@code run} and everything it may use, the catalogue and the hardware records.
 */
package dev.lockstep.scenarios.format;
