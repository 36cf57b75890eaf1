/**
 * Runs of a study's combinations, on several threads and in order.
 *
 * <p>May use: {@code study}, {@code run}, {@code prepare}, {@code scenario}, Jackson.
 */
package dev.lockstep.scenarios.study.run;
