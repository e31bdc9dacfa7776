/** Apps as services of the init system: what the machine has to say about them, and their install and removal. */
package io.jstartup.generator.service;
