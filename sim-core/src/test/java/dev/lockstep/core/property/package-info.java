/**
 * What holds for every schedule, tried on thousands of random ones, and what every damaged schedule
 * gets: a refusal.
 *
 * <p>May use: all of the core.
 */
package dev.lockstep.core.property;
