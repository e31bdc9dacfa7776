package io.jstartup.generator.render;

import freemarker.core.TemplateClassResolver;
import freemarker.template.Configuration;
import freemarker.template.Template;
import freemarker.template.TemplateException;
import freemarker.template.TemplateExceptionHandler;
import freemarker.template.TemplateMethodModelEx;
import freemarker.template.TemplateModelException;
import freemarker.template.TemplateScalarModel;
import freemarker.template.TemplateSequenceModel;
import io.jstartup.model.Problem;
import io.jstartup.model.ProblemsException;
import io.jstartup.platforms.PlannedFile;
import java.io.IOException;
import java.io.StringWriter;
import java.io.UncheckedIOException;
import java.nio.charset.StandardCharsets;
import java.util.ArrayList;
import java.util.HashMap;
import java.util.List;
import java.util.Map;

/**
 * Fills in a planned file's template. Every value is escaped by the file's {@link io.jstartup.platforms.Syntax} without the template asking for it;
 * {@code word(text)} and {@code command(list)} are there for the two places that need another form. Threads may share it.
 */
public final class TemplateRenderer {
  private static final String TEMPLATES = "/io/jstartup/templates";

  /**
   * The file's bytes, UTF-8.
   *
   * @throws ProblemsException when the syntax can't carry a value
   */
  public byte[] render(PlannedFile file) {
    StringWriter text = new StringWriter();
    SyntaxOutputFormat format = new SyntaxOutputFormat(file.syntax());
    try {
      Template template = configuration(format).getTemplate(file.template());
      template.process(values(file, format), text);
    } catch (IOException e) {
      throw new UncheckedIOException("template '" + file.template() + "' can't be read", e);
    } catch (TemplateException | IllegalArgumentException e) {
      throw refusal(file, e);
    }
    return text.toString().getBytes(StandardCharsets.UTF_8);
  }

  private static Configuration configuration(SyntaxOutputFormat format) {
    Configuration configuration = new Configuration(Configuration.VERSION_2_3_34);
    configuration.setClassForTemplateLoading(TemplateRenderer.class, TEMPLATES);
    configuration.setDefaultEncoding("UTF-8");
    configuration.setOutputFormat(format);
    configuration.setAutoEscapingPolicy(Configuration.ENABLE_IF_SUPPORTED_AUTO_ESCAPING_POLICY);
    configuration.setTemplateExceptionHandler(TemplateExceptionHandler.RETHROW_HANDLER);
    configuration.setLogTemplateExceptions(false);
    configuration.setWrapUncheckedExceptions(true);
    configuration.setNewBuiltinClassResolver(TemplateClassResolver.ALLOWS_NOTHING_RESOLVER);
    return configuration;
  }

  private static Map<String, Object> values(PlannedFile file, SyntaxOutputFormat format) {
    Map<String, Object> values = new HashMap<>(file.values());
    values.put(
        "word",
        (TemplateMethodModelEx)
            arguments -> format.written(file.syntax().word(string(arguments.get(0)))));
    values.put(
        "command",
        (TemplateMethodModelEx)
            arguments -> format.written(file.syntax().commandLine(strings(arguments.get(0)))));
    return values;
  }

  private static String string(Object argument) throws TemplateModelException {
    return ((TemplateScalarModel) argument).getAsString();
  }

  private static List<String> strings(Object argument) throws TemplateModelException {
    TemplateSequenceModel sequence = (TemplateSequenceModel) argument;
    List<String> strings = new ArrayList<>();
    for (int i = 0; i < sequence.size(); i++) {
      strings.add(string(sequence.get(i)));
    }
    return strings;
  }

  private static ProblemsException refusal(PlannedFile file, Exception e) {
    for (Throwable cause = e; cause != null; cause = cause.getCause()) {
      if (cause instanceof IllegalArgumentException) {
        return new ProblemsException(
            new Problem(
                "cannot write '" + file.path() + "'",
                cause.getMessage(),
                "use names and paths without such characters"),
            e);
      }
    }
    throw new IllegalStateException("template '" + file.template() + "' is broken", e);
  }
}
