"""Stage 8, input/output: publishes the outputs, all of them or none.

1. DeclaredOutputs outputs whose key, and whose file, are as the last build left them stay;
2. the rest are made, into a folder beside the target, or into the last site but one, if that was kept;
3. files in the target that are not ours are kept, because Handrail never deletes a file that it did not write;
4. that folder takes the old one's place in one step; the old one is kept for the next build, or removed.

After an edit, steps 1 to 3 look at the files that differ, and at the times of the others and of folders
(:mod:`~builder.publish.publish_edit`). Where no folder can take the target's place (:mod:`~builder.publish.journal`),
the files are replaced one by one.
Killed at any moment, the old or the new site is complete, or the next build makes it so before all else.
"""
