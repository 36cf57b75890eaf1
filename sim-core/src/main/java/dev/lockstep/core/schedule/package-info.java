/**
 * What runs where and in which order, as data: tasks that read and write named values, an ordered
 * list of tasks for every lane, and nothing about time.
 *
 * <p>A {@link dev.lockstep.core.schedule.Strategy} describes a {@link
 * dev.lockstep.core.schedule.Schedule} through a {@link
 * dev.lockstep.core.schedule.ScheduleBuilder}; dependencies, weight versions and deadlocks are
 * derived when it is built.
 *
 * <p>May use: the JDK. Knows no clock, no cost and no engine.
 */
package dev.lockstep.core.schedule;
