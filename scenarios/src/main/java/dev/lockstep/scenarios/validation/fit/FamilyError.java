package dev.lockstep.scenarios.validation.fit;

/**
 * How far one figure of one family's rows is predicted from what was measured.
 *
 * @param family the table or campaign
 * @param figure name of the figure, as the result format has it
 * @param rows that were predicted
 * @param refused rows without a prediction; they count in nothing else
 * @param mean of the absolute relative errors, 0.05 for 5 %
 * @param worst the largest
 */
public record FamilyError(
    String family, String figure, int rows, int refused, double mean, double worst) {}
