/**
 * What chance does, as table and CSV.
 *
 * <p>May use: {@code risk}, {@code format}, Jackson.
 */
package dev.lockstep.scenarios.format.risk;
