/** When an app counts as ready, and how it is seen that it goes on well. */
package io.jstartup.model.ready;
