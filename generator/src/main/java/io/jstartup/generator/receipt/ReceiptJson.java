package io.jstartup.generator.receipt;

import com.fasterxml.jackson.core.JsonFactory;
import com.fasterxml.jackson.core.JsonGenerator;
import com.fasterxml.jackson.core.util.DefaultPrettyPrinter;
import io.jstartup.generator.receipt.Receipt.Facts;
import io.jstartup.generator.receipt.Receipt.FileEntry;
import io.jstartup.platforms.Command;
import java.io.ByteArrayOutputStream;
import java.io.IOException;
import java.io.UncheckedIOException;
import java.nio.file.Path;
import java.time.Duration;
import java.util.List;
import java.util.Optional;

/** A receipt as JSON. Reading takes nothing on trust: every path is absolute and plain, every field there and of its type. */
final class ReceiptJson {
  private static final int FORMAT = 1;
  private static final JsonFactory JSON = new JsonFactory();

  private ReceiptJson() {}

  static byte[] write(Receipt receipt) {
    ByteArrayOutputStream bytes = new ByteArrayOutputStream();
    try (JsonGenerator json = JSON.createGenerator(bytes)) {
      json.setPrettyPrinter(new DefaultPrettyPrinter());
      json.writeStartObject();
      json.writeNumberField("format", FORMAT);
      json.writeBooleanField("complete", receipt.complete());
      json.writeStringField("version", receipt.version());
      json.writeStringField("initSystem", receipt.initSystem());
      json.writeStringField("serviceName", receipt.serviceName());
      writeFacts(json, receipt.facts());
      writeStrings(json, "folders", receipt.folders().stream().map(Path::toString).toList());
      writeFiles(json, receipt.files());
      writeStrings(json, "links", receipt.links().stream().map(Path::toString).toList());
      if (receipt.gate().isPresent()) {
        json.writeStringField("gate", receipt.gate().get().toString());
      }
      writeCommands(json, "disable", receipt.disable());
      writeCommands(json, "afterRemoval", receipt.afterRemoval());
      json.writeEndObject();
      json.writeRaw('\n');
    } catch (IOException e) {
      throw new UncheckedIOException("writing into memory does not fail", e);
    }
    return bytes.toByteArray();
  }

  private static void writeFacts(JsonGenerator json, Facts facts) throws IOException {
    json.writeObjectFieldStart("hook");
    json.writeStringField("user", facts.user());
    json.writeStringField("userHome", facts.userHome().toString());
    json.writeStringField("jstartupHome", facts.jstartupHome().toString());
    json.writeStringField("launcher", facts.launcher().toString());
    json.writeStringField("javaHome", facts.javaHome().toString());
    json.writeBooleanField("waitIp", facts.waitIp());
    json.writeEndObject();
  }

  private static void writeFiles(JsonGenerator json, List<FileEntry> files) throws IOException {
    json.writeArrayFieldStart("files");
    for (FileEntry file : files) {
      json.writeStartObject();
      json.writeStringField("path", file.path().toString());
      json.writeStringField("sha256", file.sha256());
      json.writeStringField("before", file.before());
      json.writeEndObject();
    }
    json.writeEndArray();
  }

  private static void writeStrings(JsonGenerator json, String name, List<String> strings)
      throws IOException {
    json.writeArrayFieldStart(name);
    for (String string : strings) {
      json.writeString(string);
    }
    json.writeEndArray();
  }

  private static void writeCommands(JsonGenerator json, String name, List<Command> commands)
      throws IOException {
    json.writeArrayFieldStart(name);
    for (Command command : commands) {
      json.writeStartObject();
      writeStrings(json, "argv", command.argv());
      json.writeBooleanField("mayFail", command.mayFail());
      json.writeNumberField("limitMillis", command.limit().toMillis());
      json.writeBooleanField("together", command.together());
      json.writeEndObject();
    }
    json.writeEndArray();
  }

  /**
   * The receipt in these bytes.
   *
   * @throws IOException when they are no receipt; its message says why
   */
  static Receipt read(byte[] bytes) throws IOException {
    JsonTree tree = JsonTree.parse(JSON, bytes);
    if (tree.number("format") != FORMAT) {
      throw new IOException(
          "its format is " + tree.number("format") + ", this version reads " + FORMAT);
    }
    JsonTree hook = tree.object("hook");
    return new Receipt(
        tree.bool("complete"),
        tree.string("version"),
        tree.string("initSystem"),
        tree.string("serviceName"),
        new Facts(
            hook.string("user"),
            hook.path("userHome"),
            hook.path("jstartupHome"),
            hook.path("launcher"),
            hook.path("javaHome"),
            hook.bool("waitIp")),
        tree.has("folders") ? tree.paths("folders") : List.of(), // once there were none
        tree.each(
            "files", f -> new FileEntry(f.path("path"), f.string("sha256"), f.string("before"))),
        tree.paths("links"),
        tree.has("gate") ? Optional.of(tree.path("gate")) : Optional.empty(),
        tree.each("disable", ReceiptJson::command),
        tree.each("afterRemoval", ReceiptJson::command));
  }

  private static Command command(JsonTree tree) throws IOException {
    List<String> argv = tree.strings("argv");
    if (argv.isEmpty()) {
      throw new IOException("a command has no words");
    }
    Duration limit =
        tree.has("limitMillis")
            ? Duration.ofMillis(tree.number("limitMillis"))
            : Command.DEFAULT_LIMIT; // older receipts have none
    boolean together = tree.has("together") && tree.bool("together"); // older receipts have none
    return new Command(argv, limit, tree.bool("mayFail"), false, together);
  }
}
