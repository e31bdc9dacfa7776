/** {@code native}: saved apps as services of the init system itself. */
package io.jstartup.cli.service;
