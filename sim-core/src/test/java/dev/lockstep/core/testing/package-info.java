/**
 * What tests share: timelines as text to compare with, and random schedules that are valid by
 * construction.
 *
 * <p>May use: all of the core but its engines.
 */
package dev.lockstep.core.testing;
