/** Apps as services of the init system itself: what is written for them, and what of their settings that keeps. */
package io.jstartup.platforms.service;
