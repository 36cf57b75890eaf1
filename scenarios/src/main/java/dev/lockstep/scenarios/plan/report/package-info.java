/**
 * A planner's answer for people and for programs: table, JSON, CSV.
 *
 * <p>May use: {@code plan}, {@code format}, {@code run}.
 */
package dev.lockstep.scenarios.plan.report;
