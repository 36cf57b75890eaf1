package dev.lockstep.numerics.run.weights;

import dev.lockstep.numerics.optimizer.Optimizer;
import dev.lockstep.numerics.optimizer.RateSchedule;
import dev.lockstep.numerics.rule.LearningRule;
import org.nd4j.linalg.api.buffer.DataType;

/**
 * How weights change.
 *
 * @param optimizer of every stage
 * @param rate learning rate, by the updates that a stage has seen
 * @param rule what the strategy does to numbers
 * @param type of all weights
 */
public record Learning(Optimizer optimizer, RateSchedule rate, LearningRule rule, DataType type) {}
