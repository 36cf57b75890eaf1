/**
 * Rows on disk: appended while a study runs, so that it can be stopped at any moment, and put into
 * their file when it is complete.
 *
 * <p>May use: {@code study}, {@code study.run}, {@code run}, Jackson.
 */
package dev.lockstep.scenarios.study.store;
