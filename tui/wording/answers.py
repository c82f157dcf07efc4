"""Questions that people ask of galleries, and what holds today.

Source: Microsoft's documentation of Azure Compute Galleries, and what was recorded of the service; the questions are
those of the page "Shared Image Gallery" of 2019, several of whose answers no longer hold.
"""

from typing import NamedTuple


class Answer(NamedTuple):
    """A question and its answer, a paragraph a line."""

    question: str
    text: str


ANSWERS = (
    Answer(
        "What may be changed after creation?",
        "Gallery: description, tags, soft delete, sharing; from private to community. Not its name, region, "
        "group.\n"
        "Definition: description, end of life, recommended vCPUs and memory, release notes, disallowed disk "
        "types, tags. Features only where the definition was made with allowUpdateImage. Not OS type and "
        "state, generation, architecture, publisher, offer, SKU, plan, EULA, privacy statement.\n"
        "Version: target regions, replicas, excluded from latest (in all or one region), end of life, tags. "
        "Not its source, mode, disks, nor the storage type or encryption of a region that it is in: remove "
        "the region, then add it back.",
    ),
    Answer(
        "What is the source region, and what are target regions?",
        "A version is made in one region, its location, where its source lies too; that region must be among "
        "its target regions and cannot leave them. From there it is copied to the others. Machines can be "
        "made from it in a region once that one is Completed, whatever the version's provisioning state says.",
    ),
    Answer(
        "How many replicas does it take?",
        "1 to 100 in each region; a region that names no number takes the version's own, which is 1 by "
        "default. Rule of thumb: one for every 20 machines that are made at the same time, some say 50. "
        "Shallow versions have exactly 1.",
    ),
    Answer(
        "Which version is the latest?",
        "The one with the highest number, compared as numbers (2.10.0 comes after 2.9.0), that is in that "
        "region and neither it nor the region is excluded from latest. So it may be another one in each "
        "region. A version past its end of life still counts.",
    ),
    Answer(
        "What does the end of life do?",
        "It informs: machines can still be made after it. Only where the version blocks its deletion before "
        "the end of life does the service hold to it. It can be moved; taking it away is not supported by az.",
    ),
    Answer(
        "Can galleries be moved, or copied to another cloud?",
        "No gallery, definition or version can be moved to another subscription or group, and none is copied "
        "between clouds. A version can be made from a version of another gallery or subscription that the "
        "account can read: that is how people move.",
    ),
    Answer(
        "Who else can use an image?",
        "Whoever has the right to read the version, in any subscription of the tenant (roles). Directly "
        "shared galleries: up to 30 subscriptions and 5 tenants. A community gallery: everybody. Role "
        "assignments for an app of another tenant work across tenants too.",
    ),
    Answer(
        "What can a version be made from?",
        "A managed image, a machine, disks or snapshots, a VHD in a storage account, or another version. "
        "Generalized and specialized definitions both exist; the source must be of the definition's OS state, "
        "generation, security type and plan.",
    ),
    Answer(
        "How long does replication take?",
        "It depends on the size and on the regions. Recorded, of images of 30 GB: 7 min for the first region "
        "in the median, 6 min for one more, 12 to 24 min at the worst; Shallow 35 s. With many regions people "
        "tell of 30 to 60 min. The documentation says to wait for up to six hours before a retry.",
    ),
    Answer(
        "What does it cost?",
        "The gallery nothing. Storage for every replica in every region, and the network traffic out of the "
        "source region once for each region it is copied to.",
    ),
    Answer(
        "Which limits are there?",
        "For a subscription, in each region: 100 galleries, 1,000 definitions, 10,000 versions; the pane of a "
        "subscription shows how much of them is used. A disk of less than 2 TB, 32 TB in Shallow mode. Reads, "
        "lists and writes are limited too: the header says when Azure makes us wait.",
    ),
    Answer(
        "How are all galleries of all subscriptions listed?",
        "They are in the tree. For scripts: sigscope list galleries. Subscriptions without any stand in one "
        "line; what the account may not read says so.",
    ),
)
