/**
 * Steps of training on tensors: how much of their time passes inside ND4J's operations, and whether
 * many of them need more memory than few.
 */
package dev.lockstep.benchmarks.training;
