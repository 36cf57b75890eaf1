package dev.lockstep.scenarios.validation.family;

import dev.lockstep.scenarios.validation.row.RowSet;

/**
 * A family with its rows.
 *
 * @param family what the rows have in common
 * @param rows one or more for each row of the table
 */
public record FamilyRows(Family family, RowSet rows) {}
