/**
 * Rows on disk: appended while a study runs, so that it can be stopped at any moment, and put into
 * their file when it is complete; read back, and their scenarios made again.
 *
 * <p>May use: {@code study}, {@code study.run}, {@code run}, {@code scenario}, Jackson.
 */
package dev.lockstep.scenarios.study.store;
