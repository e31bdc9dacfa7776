package io.jstartup.model;

import java.util.ArrayList;
import java.util.List;
import java.util.regex.Matcher;
import java.util.regex.Pattern;

/**
 * Hides what looks like a secret in anything that people are shown: by the name it stands under, or by its own form. A guess: it hides
 * some things that are none, and can't know every secret.
 */
public final class Secrets {
  /** What stands for a secret, however long that is. */
  public static final String MASK = "********";

  private static final Pattern NAME =
      Pattern.compile(
          "pass|secret|token|credential|private|cookie|bearer|jwt|dsn|salt"
              + "|(^|_)(auth|authorization|pw|pwd|sas|pin)\\d*(_|$)|keys?\\d*(_|$)",
          Pattern.CASE_INSENSITIVE);

  /** Whole words that have one of those in them by chance; of {@code MONKEY_KEY} the second is what counts. */
  private static final Pattern HARMLESS =
      Pattern.compile(
          "(?<![^_])((monk|donk|turk|jock|hock|whisk|lack|flunk|mick|malark|smok)eys?"
              + "|(hot|turn|latch)keys?|(by|com|encom|sur|tres)pass(e[sd]|ing)?"
              + "|pass(ed|ing|ive|engers?|ages?|through)|secretar(y|ies|iats?)|tokeni[sz][a-z]{1,5}"
              + "|privateers?|basalts?|salt(y|ed|ing))(?![^_])",
          Pattern.CASE_INSENSITIVE);

  private static final Pattern CAMEL =
      Pattern.compile("(?<=[a-z0-9])(?=[A-Z])|(?<=[A-Z])(?=[A-Z][a-z]{2})");

  private static final Pattern NO_WORD = Pattern.compile("[^A-Za-z0-9]+");

  /** The shell's own words for folders, whatever they look like. */
  private static final Pattern FOLDER = Pattern.compile("(OLD)?PWD");

  /** All repetitions are bounded: a text of 100 KB must not take a second. */
  private static final Pattern URL_PASSWORD =
      Pattern.compile(
          "(\\b[A-Za-z][A-Za-z0-9+.-]{0,20}://[^\\s/?#:@]{0,250}:)[^\\s/?#]{0,1000}(?=@)");

  private static final Pattern FORM =
      Pattern.compile(
          "-----BEGIN [A-Z ]*PRIVATE KEY-----|^(Bearer|Basic) \\S|\\b(gh[pousr]_|github_pat_|glpat-"
              + "|xox[abprs]-|sk_live_|sk-|rk_live_|npm_|AKIA|ASIA)[A-Za-z0-9_-]{10,}"
              + "|\\beyJ[\\w-]{8,}\\.[\\w-]{8,}\\.");
  private static final Pattern ASSIGNMENT =
      Pattern.compile("(-{0,2}[\\w.-]+)=(.*)", Pattern.DOTALL);
  private static final Pattern PEM = Pattern.compile("-----BEGIN [A-Z ]*PRIVATE KEY-----");
  private static final int LONGEST_NAME = 250;

  private Secrets() {}

  /** Whether something of this name is probably secret: {@code DB_PASSWORD}, {@code apiKey}, {@code --token}. */
  public static boolean isNamedLikeOne(String name) {
    String words = NO_WORD.matcher(CAMEL.matcher(name).replaceAll("_")).replaceAll("_");
    return !FOLDER.matcher(name).matches()
        && NAME.matcher(HARMLESS.matcher(words).replaceAll("")).find();
  }

  /** The value of a variable or attribute as it may be shown. Nothing is hidden of an empty one, of true and of false. */
  public static String masked(String name, String value) {
    return hides(name, value) ? MASK : masked(value);
  }

  private static boolean hides(String name, String value) {
    boolean plain = value.isEmpty() || value.equals("true") || value.equals("false");
    return !plain && isNamedLikeOne(name);
  }

  /** A text that stands under no name: of a URL only the password is hidden. */
  public static String masked(String value) {
    return FORM.matcher(value).find() ? MASK : URL_PASSWORD.matcher(value).replaceAll("$1" + MASK);
  }

  /** Arguments as they may be shown: {@code --token=x}, {@code --token x} and {@code TOKEN=x} lose the x. */
  public static List<String> maskedArguments(List<String> arguments) {
    List<String> masked = new ArrayList<>();
    boolean secretNext = false;
    for (String argument : arguments) {
      boolean option = argument.startsWith("-");
      masked.add(secretNext && !option ? MASK : maskedText(argument));
      secretNext =
          argument.equals("Bearer")
              || option && argument.indexOf('=') < 0 && isNamedLikeOne(argument);
    }
    return masked;
  }

  /** A text of several words, such as a shell's command or a line of a log: each as an argument, blanks and quotes stay. */
  public static String maskedText(String text) {
    List<String> words = new ArrayList<>();
    List<String> blanks = new ArrayList<>();
    Words.split(text, words, blanks);
    if (words.size() < 2 || PEM.matcher(text).find()) {
      return maskedWord(text);
    }
    StringBuilder masked = new StringBuilder();
    List<String> shown = maskedArguments(words.stream().map(Secrets::unquotedMasked).toList());
    for (int i = 0; i < shown.size(); i++) {
      masked.append(blanks.get(i)).append(shown.get(i));
    }
    return masked.append(blanks.get(shown.size())).toString();
  }

  /** A word that is quoted as a whole may be several again. */
  private static String unquotedMasked(String word) {
    int last = word.length() - 1;
    boolean quoted =
        last > 0 && Words.isQuote(word.charAt(0)) && word.charAt(last) == word.charAt(0);
    return quoted ? word.charAt(0) + maskedText(word.substring(1, last)) + word.charAt(last) : word;
  }

  private static String maskedWord(String word) {
    for (int i = word.indexOf('='); i >= 0; i = word.indexOf('=', i + 1)) {
      if (hides(nameBefore(word, i), word.substring(i + 1))) {
        return word.substring(0, i + 1) + MASK;
      }
    }
    Matcher parts = ASSIGNMENT.matcher(word);
    return parts.matches()
        ? parts.group(1) + "=" + masked(parts.group(1), parts.group(2))
        : masked(word);
  }

  private static String nameBefore(String word, int end) {
    int from = end;
    while (from > 0 && end - from < LONGEST_NAME && isOfName(word.charAt(from - 1))) {
      from--;
    }
    return word.substring(from, end);
  }

  private static boolean isOfName(char c) {
    return Character.isLetterOrDigit(c) || c == '_' || c == '-' || c == '.';
  }
}
