/**
 * From a model's shape, a cluster and degrees of parallelism to what every layer costs and holds on
 * its device: the place where the model library, the cost models and the hardware catalogue meet.
 *
 * <p>May use: {@code scenario} and its sections, {@code hardware}, device models, and {@code
 * model}, {@code cluster} and {@code strategy} of the core.
 */
package dev.lockstep.scenarios.assembly;
