package dev.lockstep.scenarios.validation.accuracy;

import java.util.Locale;

/** What a row can prove. */
public enum Standing {
  /** Measured, and no constant was chosen to fit it: the only evidence of accuracy. */
  UNFITTED,
  /** A constant was fitted or chosen on this row: shows how well the fit describes it. */
  FITTED,
  /** Not measured, but calculated by its authors: shows that the same inputs give the same. */
  CALCULATED;

  /** How output calls it. */
  public String label() {
    return name().toLowerCase(Locale.ROOT);
  }
}
