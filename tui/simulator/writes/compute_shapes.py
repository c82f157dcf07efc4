"""The shapes of what is sent for machines, scale sets, disks and managed images."""

from typing import Any

import msgspec

from tui.simulator.writes.schemas import Shape


class _Reference(Shape):
    id: str | None = None


class _ImageReference(Shape):
    id: str | None = None
    sku: str | None = None


class _ManagedDisk(Shape):
    id: str | None = None
    storage_account_type: str | None = None


class _Disk(Shape):
    os_type: str | None = None
    os_state: str | None = None
    disk_size_gb: int | None = msgspec.field(default=None, name="diskSizeGB")
    caching: str | None = None
    managed_disk: _ManagedDisk | None = None
    snapshot: _Reference | None = None


class _DataDisk(_Disk, kw_only=True):
    lun: int


class _MachineStorage(Shape):
    image_reference: _ImageReference | None = None
    os_disk: _Disk | None = None
    data_disks: list[_DataDisk] | None = None


class _Security(Shape):
    security_type: str | None = None


class _Status(Shape):
    code: str


class _InstanceView(Shape):
    statuses: list[_Status] | None = None


class MachineShape(Shape):
    """The properties of a machine, and the profile of those of a scale set."""

    storage_profile: _MachineStorage | None = None
    os_profile: dict[str, Any] | None = None
    security_profile: _Security | None = None
    instance_view: _InstanceView | None = None


class ScaleSetShape(Shape):
    """The properties of a scale set."""

    virtual_machine_profile: MachineShape | None = None


class _ImageStorage(Shape):
    os_disk: _Disk | None = None
    data_disks: list[_DataDisk] | None = None


class ManagedImageShape(Shape):
    """The properties of a managed image."""

    source_virtual_machine: _Reference | None = None
    storage_profile: _ImageStorage | None = None
    hyper_v_generation: str | None = None


class _CreationData(Shape):
    create_option: str | None = None
    source_resource_id: str | None = None


class DiskShape(Shape):
    """The properties of a disk or a snapshot."""

    creation_data: _CreationData | None = None
    disk_size_gb: int | None = msgspec.field(default=None, name="diskSizeGB")
    os_type: str | None = None
    hyper_v_generation: str | None = None
