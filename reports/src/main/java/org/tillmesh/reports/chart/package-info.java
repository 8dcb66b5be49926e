/**
 * Reports to look at: one series drawn as bars.
 *
 * <p>Start at {@link org.tillmesh.reports.chart.SvgChart}.
 *
 * <p>Must not know: the store, how figures are found, who looks.
 */
@NullMarked
package org.tillmesh.reports.chart;

import org.jspecify.annotations.NullMarked;
