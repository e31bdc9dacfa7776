package io.jstartup.platforms.detect;

/**
 * One thing seen on this machine that speaks for an init system (or for surroundings in which none runs).
 *
 * @param subject the init system's id, or {@code container}, {@code wsl}, {@code chroot}
 * @param weight how much it proves
 * @param seen what was seen, for {@code --explain}
 */
public record Evidence(String subject, Weight weight, String seen) {
  /** From weak to strong. */
  public enum Weight {
    /** Its tools lie here; that says nothing about what was booted. */
    INSTALLED("installed"),
    /** It most likely runs. */
    LIKELY("likely running"),
    /** It runs. */
    RUNNING("running");

    private final String word;

    Weight(String word) {
      this.word = word;
    }

    public String word() {
      return word;
    }
  }
}
