"""Builds a site whose inputs have changed since the last build."""

from __future__ import annotations

from builder import pipeline
from builder.build_site import BuildTarget, BuildWish, Built, without_known_in
from builder.checks.check_site import settled
from builder.checks.vanishing import vanishing_pages
from builder.content.listing import Listing
from builder.exit_codes import CLEAN
from builder.project.open_project import OpenProject
from builder.publish.last_build import paths_in
from builder.publish.manifest import late_interrupts
from builder.publish.publish_site import LastBuild
from builder.publish.rebuild_reasons import earlier_in, reasons
from builder.publish.up_to_date import BuildRecord, InputSnapshot, keep_build_record
from builder.reporting.report import Report


def rebuild_site(
    opened: OpenProject, output: BuildTarget, listing: Listing, snapshot: InputSnapshot, wish: BuildWish
) -> Built:
    """Check and publish an open project. ``listing`` and ``snapshot`` are of the moment before."""
    project, engine, target = opened.project, opened.engine, output.folder
    site = pipeline.load(project, engine, listing)
    theme = pipeline.theme_of(project, site)
    engine.progress("Checking the site", 0, 0)
    checked = pipeline.check(project, site, theme.diagnostics)
    # It depends on what is published now, so it is not part of what is published next.
    there = () if project.only else paths_in(target, output.last)
    vanishing = settled(project.config, vanishing_pages(site.site, there), {})
    whole = Report(diagnostics=(*checked.diagnostics, *vanishing), pages=len(site.site.pages))
    report = without_known_in(project, whole)
    failed = report.exit_code(fail_on=wish.fail_on) != CLEAN
    if (failed and not wish.keep_going) or not site.site.pages:
        return Built(report, None, target)
    engine.progress("Preparing files", 0, 0)
    context = pipeline.render_context(project, engine, site, theme, checked.results)
    last = LastBuild(output.last, snapshot.others(page.path for page in site.site.pages))
    published = pipeline.publish(project, engine, site, context, target, last)
    record = BuildRecord(
        inputs=snapshot.inputs,
        pages=report.pages,
        files=len(published.publication.files) - 1,
        diagnostics=checked.diagnostics,
        code=site.code_digests,
    )
    with late_interrupts():
        keep_build_record(engine.store, snapshot, record)
        written = published.publication.written
        why = reasons(earlier_in(published.before), published.after, site, written) if wish.explain else []
        return Built(report, published.publication, target, tuple(why))
