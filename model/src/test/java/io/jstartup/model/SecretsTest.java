package io.jstartup.model;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertFalse;
import static org.junit.jupiter.api.Assertions.assertTimeout;
import static org.junit.jupiter.api.Assertions.assertTrue;

import java.time.Duration;
import java.util.List;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.junit.jupiter.params.provider.ValueSource;

class SecretsTest {
  @ParameterizedTest
  @ValueSource(
      strings = {
        "PASSWORD",
        "DB_PASS",
        "dbPassword",
        "PGPASSWORD",
        "SECRET",
        "CLIENT_SECRET_ID",
        "TOKEN",
        "GITHUB_TOKEN",
        "npm_config_//registry/:_authToken",
        "KEY",
        "API_KEY",
        "APIKEY",
        "apiKey",
        "AWS_ACCESS_KEY_ID",
        "AWS_SECRET_ACCESS_KEY",
        "GOOGLE_CREDENTIALS",
        "BASIC_AUTH",
        "AUTH",
        "SENTRY_DSN",
        "MYSQL_PWD",
        "JWT",
        "PRIVATE_KEY",
        "SESSION_COOKIE",
        "API_KEY_2",
        "KEY1",
        "API_KEY2",
        "APIKeyId",
        "myAPIKey",
        "STRIPEKEY",
        "KEYS",
        "KEY_OF_SITE",
        "MONKEY_KEY",
        "monkeyToken",
        "DOTCOMPASSWORD",
        "BYPASS_TOKEN",
        "PASSENGER_SECRET",
        "PASSKEY",
        "PASSPHRASE",
        "SALT_2",
        "TOKENS",
        "AUTH2",
        "basicAUTHValue",
        "TOKENIZE_KEY",
        "TOKENIZER_PW",
        "APIKEYs",
        "TOKENs",
        "--token",
        "-password"
      })
  void namesOfSecretsAreKnown(String name) {
    assertTrue(Secrets.isNamedLikeOne(name), name);
    assertEquals(Secrets.MASK, Secrets.masked(name, "x"));
  }

  @ParameterizedTest
  @ValueSource(
      strings = {
        "PATH",
        "HOME",
        "PWD",
        "OLDPWD",
        "PORT",
        "NODE_ENV",
        "AUTHOR",
        "KEYBOARD",
        "KEYMAP",
        "KEYBOARD_LAYOUT",
        "KEYCLOAK_URL",
        "MONKEY",
        "MONKEYS",
        "monkeyName",
        "TURKEY_REGION",
        "DONKEY",
        "HOCKEY_TEAM",
        "HOTKEY",
        "COMPASS",
        "BYPASS",
        "BYPASSED",
        "PASSENGER_APP_ENV",
        "PASSIVE_MODE",
        "SECRETARY",
        "TOKENIZER",
        "tokenizerPath",
        "BASALT",
        "LANG",
        "XAUTHORITY",
        "DATABASE_URL",
        "MONGO_URI",
        "SHELL",
        "MAIL",
        "SPIN",
        "",
        "name"
      })
  void otherNamesAreNot(String name) {
    assertFalse(Secrets.isNamedLikeOne(name), name);
    assertEquals("x", Secrets.masked(name, "x"));
  }

  @ParameterizedTest
  @CsvSource({
    "postgres://me:s3cret@db/x,postgres://me:********@db/x",
    "redis://:s3cret@h:1,redis://:********@h:1",
    "https://u:p@ss:w@h/a@b,https://u:********@h/a@b",
    "http://host:80/a?b=c@d,http://host:80/a?b=c@d",
    "amqp://u:p@a amqp://u:q@b,amqp://u:********@a amqp://u:********@b",
    "ghp_0123456789abcdefghij,********",
    "Bearer abc,********",
    "eyJhbGciOiJIUzI1.eyJzdWIiOiIx.sig,********",
    "/usr/bin:/bin,/usr/bin:/bin",
    "task-force-sk,task-force-sk"
  })
  void aValueIsKnownByItsForm(String value, String shown) {
    assertEquals(shown, Secrets.masked("VALUE", value));
  }

  @Test
  void aPrivateKeyIsHiddenWhole() {
    String key = "-----BEGIN RSA PRIVATE KEY-----\nMII\n-----END RSA PRIVATE KEY-----\n";
    assertEquals(Secrets.MASK, Secrets.masked("TEXT", key));
  }

  @Test
  void noLengthShowsAndNothingIsMadeOfNothing() {
    assertEquals(Secrets.masked("KEY", "1"), Secrets.masked("KEY", "1".repeat(100_000)));
    assertEquals("", Secrets.masked("KEY", ""));
    assertEquals("true", Secrets.masked("USE_TOKEN", "true"));
  }

  @Test
  void argumentsLoseTheirSecrets() {
    assertEquals(
        List.of("--port", "80", "--token", "********", "--password=********", "API_KEY=********"),
        Secrets.maskedArguments(
            List.of("--port", "80", "--token", "abc", "--password=a=b", "API_KEY=1")));
    assertEquals(
        List.of("--token", "--port", "mysql://u:********@h", "a=b"),
        Secrets.maskedArguments(List.of("--token", "--port", "mysql://u:p@h", "a=b")));
  }

  @ParameterizedTest
  @CsvSource(
      quoteCharacter = '`',
      value = {
        "node app.js --token abc -p 1,node app.js --token ******** -p 1",
        "API_KEY='a b' node x,API_KEY=******** node x",
        "curl -H 'Authorization: Bearer abc' /x,curl -H 'Authorization: Bearer ********' /x",
        "can't reach postgres://bob:pw@h: it's --secret x,"
            + "can't reach postgres://bob:********@h: it's --secret ********",
        "Environment=\"API_TOKEN=abc\",Environment=\"API_TOKEN=********",
        "get /?a=b&token=abc,get /?a=b&token=********",
        "SyntaxError: Unexpected token } in JSON,SyntaxError: Unexpected token } in JSON",
        "`  two\n lines `,`  two\n lines `",
        "``,``"
      })
  void aTextLosesTheSecretsOfItsWords(String text, String shown) {
    assertEquals(shown, Secrets.maskedText(text));
  }

  @Test
  void aCommandOfAShellIsAnArgumentOfManyWords() {
    assertEquals(
        List.of("-c", "exec x --password=********"),
        Secrets.maskedArguments(List.of("-c", "exec x --password=abc")));
  }

  @Test
  void textsOfManyWordsTakeNoTime() {
    String text = "a=' ".repeat(25_000) + "a=".repeat(50_000);
    assertTimeout(Duration.ofSeconds(5), () -> Secrets.maskedText(text));
  }

  @Test
  void longTextsTakeNoTime() {
    String text = "x".repeat(100_000) + "://" + "a://:".repeat(20_000) + "eyJ".repeat(30_000);
    assertTimeout(Duration.ofSeconds(5), () -> Secrets.masked("TEXT", text));
  }
}
