/**
 * What is asked of a planner, read from a file, and what it answers: a goal over one or several
 * clusters and models, each of which is a search of its own.
 *
 * <p>May use: {@code plan}, {@code plan.variant}, {@code scenario}, {@code run}, {@code assembly},
 * {@code hardware}.
 */
package dev.lockstep.scenarios.plan.question;
