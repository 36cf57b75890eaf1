/**
 * The problems that a question chooses from: models, grown or listed, on clusters, with their power
 * and prices.
 *
 * <p>May use: {@code plan.space}, {@code plan.bound}, {@code scenario}, {@code assembly}, {@code
 * consumption}.
 */
package dev.lockstep.scenarios.plan.variant;
