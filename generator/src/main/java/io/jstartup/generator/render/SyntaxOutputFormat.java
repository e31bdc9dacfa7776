package io.jstartup.generator.render;

import freemarker.core.CommonMarkupOutputFormat;
import io.jstartup.platforms.Syntax;
import java.io.IOException;
import java.io.Writer;

/** Lets FreeMarker escape every value by an init system's own {@link Syntax}. */
final class SyntaxOutputFormat extends CommonMarkupOutputFormat<SyntaxMarkup> {
  private final Syntax syntax;

  SyntaxOutputFormat(Syntax syntax) {
    this.syntax = syntax;
  }

  /** Text that is in the file's own syntax already. */
  SyntaxMarkup written(String markup) {
    return new SyntaxMarkup(this, null, markup);
  }

  @Override
  public String getName() {
    return syntax.getClass().getSimpleName();
  }

  @Override
  public String getMimeType() {
    return null;
  }

  @Override
  public void output(String text, Writer out) throws IOException {
    out.write(syntax.value(text));
  }

  @Override
  public String escapePlainText(String text) {
    return syntax.value(text);
  }

  @Override
  public boolean isLegacyBuiltInBypassed(String builtIn) {
    return false;
  }

  @Override
  protected SyntaxMarkup newTemplateMarkupOutputModel(String text, String markup) {
    return new SyntaxMarkup(this, text, markup);
  }
}
