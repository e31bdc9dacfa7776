package io.jstartup.generator.render;

import freemarker.core.CommonTemplateMarkupOutputModel;

/** A piece of text in one file's syntax; FreeMarker puts it in as it is. */
final class SyntaxMarkup extends CommonTemplateMarkupOutputModel<SyntaxMarkup> {
  private final SyntaxOutputFormat format;

  SyntaxMarkup(SyntaxOutputFormat format, String text, String markup) {
    super(text, markup);
    this.format = format;
  }

  @Override
  public SyntaxOutputFormat getOutputFormat() {
    return format;
  }
}
