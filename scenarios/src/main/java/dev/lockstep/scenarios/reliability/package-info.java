/**
 * A job that saves its state now and then, and loses what it did since when something fails: how
 * much of its time is training, how long it takes, and how often it had better save.
 *
 * <p>May use: {@code montecarlo}, Commons Statistics, Commons Numbers.
 */
package dev.lockstep.scenarios.reliability;
